// The command line of `train`, a word in each line of the bytes: what is accepted
// can be kept in a checkpoint and is the same when it was read from there.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/settings.h"
#include "fuzz.h"

const char fuzz_place[] = ""; // a message names the word

enum { MAX_WORDS = 40 };

// A new copy of a command line, since getopt sorts it.
static int split(char *text, char *words[MAX_WORDS + 2])
{
    static char program[] = "train";
    int count = 0;
    words[count++] = program;
    for (char *word = strtok(text, "\n"); word != NULL && count <= MAX_WORDS;
         word = strtok(NULL, "\n"))
        words[count++] = word;
    words[count] = NULL;
    return count;
}

static bool is_same_list(const NumberList *a, const NumberList *b)
{
    return a->count == b->count &&
           memcmp(a->x, b->x, (size_t)a->count * sizeof *a->x) == 0;
}

static bool is_same(const Recipe *a, const Recipe *b)
{
    return a->epochs == b->epochs && a->batch == b->batch &&
           a->seed == b->seed && a->alpha == b->alpha && a->decay == b->decay &&
           a->beta1 == b->beta1 && a->beta2 == b->beta2 &&
           is_same_list(&a->hidden, &b->hidden) &&
           is_same_list(&a->keep, &b->keep);
}

static void expect_same_from_checkpoint(Settings *s, const Method *method)
{
    Metadata about[SETTINGS], about_again[SETTINGS];
    int count = settings_about(s, about);
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    safetensors_write(stream, NULL, 0, about, count);
    fclose(stream);
    fuzz_file("checkpoint", (uint8_t *)text, length);
    Safetensors file = safetensors_read("checkpoint");

    static Settings again;
    optind = 0;
    settings_read(&again, method, 3,
                  (char *[]){"train", "--resume", "run", NULL});
    settings_resume(&again, &file, "checkpoint");
    fuzz_expect(settings_about(&again, about_again) == count);
    for (int i = 0; i < count; i++)
        fuzz_expect(strcmp(about[i].value, about_again[i].value) == 0 ||
                    strchr(about_again[i].value, '?') != NULL);
    fuzz_expect(is_same(&s->recipe, &again.recipe));
    safetensors_free(&file);
    free(text);
}

void fuzz_target(const uint8_t *data, size_t size)
{
    char *text = calloc(1, size + 1), *words[MAX_WORDS + 2];
    memcpy(text, data, size);
    int count = split(text, words);
    static Settings s; // its options point into it
    optind = 0;        // begin anew
    const Method plain = plain_method();
    settings_read(&s, &plain, count, words);
    if (s.resume == NULL) {
        char name[MAX_RUN_NAME];
        settings_name(&s, name);
        fuzz_expect(name[0] != '\0' && strchr(name, '/') == NULL);
        expect_same_from_checkpoint(&s, &plain);
    }
    free(text);
}
