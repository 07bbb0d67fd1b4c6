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

#include "transcripts.inc" // TRANSCRIPT(chapter_01), and so on
TRANSCRIPT(train)
TRANSCRIPT(test)
TRANSCRIPT(classify)
