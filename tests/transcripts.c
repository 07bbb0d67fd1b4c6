// The programs by what they say: each transcript of tests/transcripts is played
// again by transcripts.sh and must end in the same words.
#include "expect.h"

#include <criterion/criterion.h>

TestSuite(transcripts, .timeout = 900);

#define TRANSCRIPT(name)                                                    \
    Test(transcripts, name)                                                 \
    {                                                                       \
        Result r = run_command(                                             \
            "sh tests/transcripts.sh check tests/transcripts/" #name        \
            ".txt 2>&1");                                                   \
        cr_assert(r.status == 0,                                            \
                  "%sIf the new words are right: make transcripts", r.out); \
    }

TRANSCRIPT(chapter_01)
TRANSCRIPT(chapter_02)
TRANSCRIPT(chapter_03)
TRANSCRIPT(chapter_04)
TRANSCRIPT(chapter_05)
TRANSCRIPT(chapter_06)
TRANSCRIPT(chapter_07)
TRANSCRIPT(chapter_08)
TRANSCRIPT(chapter_09)
TRANSCRIPT(chapter_10)
TRANSCRIPT(chapter_11)
TRANSCRIPT(chapter_12)
TRANSCRIPT(chapter_13)
TRANSCRIPT(chapter_14)
TRANSCRIPT(chapter_15)
TRANSCRIPT(chapter_16)
TRANSCRIPT(chapter_17)
TRANSCRIPT(chapter_18)
TRANSCRIPT(train)
TRANSCRIPT(test)
TRANSCRIPT(classify)

Test(transcripts, cover_every_program)
{
    Result r = run_command(
        "for folder in chapters/[0-9]*; do n=${folder#*/}; "
        "grep -q \"TRANSCRIPT(chapter_${n%%%%_*})\" tests/transcripts.c || "
        "echo $n; done");
    cr_assert(r.out[0] == '\0', "no transcript of: %s", r.out);
}
