// The programs by what they say: every transcript of tests/transcripts is
// played again by transcripts.sh and must end in the same words.
#include "expect.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <glob.h>
#include <string.h>

enum { MOST = 64 };

TestSuite(transcripts, .timeout = 900);

ParameterizedTestParameters(transcripts, say_what_they_said)
{
    static Path found[MOST];
    glob_t files;
    glob("tests/transcripts/*.txt", 0, NULL, &files);
    cr_assert(files.gl_pathc > 0 && files.gl_pathc <= MOST);
    for (size_t i = 0; i < files.gl_pathc; i++)
        strcpy(found[i].text, files.gl_pathv[i]);
    size_t count = files.gl_pathc;
    globfree(&files);
    return cr_make_param_array(Path, found, count);
}

ParameterizedTest(Path *transcript, transcripts, say_what_they_said)
{
    Result r =
        run_command("sh tests/transcripts.sh check %s 2>&1", transcript->text);
    cr_assert(r.status == 0,
              "%s differs from what the programs say now; if that is as it "
              "should be: make transcripts\n%s",
              transcript->text, r.out);
}

Test(transcripts, cover_every_program)
{
    Result r = run_command("for folder in chapters/[0-9]*; do n=${folder#*/}; "
                           "[ -f tests/transcripts/${n%%%%_*}.txt ] || "
                           "echo $n; done");
    cr_assert(r.out[0] == '\0', "no transcript of: %s", r.out);
}
