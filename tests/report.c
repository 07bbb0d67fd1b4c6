// The report of a run: its numbers are those of the run, and its page is whole.
#include "expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(report, .init = scratch_enter, .fini = scratch_leave, .timeout = 900);

// Words for the lines of shell below:
//   train ...    a small training
//   report ...   the numbers of the latest run, in the folder to
//   said NAME    what is said of a picture
static const char words[] =
    "top=$PWD data=$PWD/data/sample; cd %s || exit 1; mkdir -p to\n"
    "train() { 16_digit_classifier train --data $data --hidden 12,8 --keep 1,1 "
    "--epochs 2 --runs runs \"$@\" >said; }\n"
    "report() { command report runs/latest --to to \"$@\"; }\n"
    "said() { sed -n \"s/^$1.text.//p\" to/words; }\n"
    "last() { tail -n 1 runs/latest/log.csv | cut -d , -f $1; }\n";

static void expect_lines(const char *lines, const char *wanted)
{
    char command[4000];
    int used = snprintf(command, sizeof command, words, in_scratch(".").text);
    snprintf(command + used, sizeof command - (size_t)used, "%s", lines);
    Result r = run_command("%s", command);
    cr_assert(r.status == 0, "status %d: %s%s", r.status, r.out, r.err);
    cr_assert_str_eq(r.out, wanted, "%s%s", r.out, r.err);
}

// The same in each: 1,000 digits, of which as many are right as the log says.
Test(report, counts_what_the_run_has_measured)
{
    expect_lines(
        "train; report; right=$(last 5); awk -F , -v right=$right '"
        "{ all += $3; if ($1 == $2) on += $3 } END { print all, "
        "on == 10 * right }' to/confusion.csv\n"
        "awk -F , -v right=$right '{ n += $2; x += $2 * $4 } END { print n, "
        "(x - 10 * right) ^ 2 < 0.01 }' to/calibration.csv\n"
        "grep -c \"^0,$right\" to/changes.csv\n",
        "1000 1\n1000 1\n4\n");
}

Test(report, has_the_surest_mistakes_first)
{
    expect_lines(
        "train; report; sed -n '/answers/,/^$/p' to/mistakes.dat | grep "
        "-v '^#\\|^$' >list; wc -l <list | tr -d ' '; sort -k 3 -r list | "
        "cut -d ' ' -f 3 >sorted; cut -d ' ' -f 3 list | cmp - sorted; "
        "awk '$1 == $2' list",
        "10\n");
}

Test(report, has_the_silent_units_of_the_log)
{
    expect_lines("train; report; tail -n 2 runs/latest/log.csv | cut -d , -f "
                 "1,8 >wanted; printf '\\n\\n' >>wanted; tail -n 2 "
                 "runs/latest/log.csv | cut -d , -f 1,9 >>wanted; cmp wanted "
                 "to/silent.csv && echo same",
                 "same\n");
}

// 16 steps: pictures after 0, 1, 2, 3, 4, 6, 8, 12, and the end, which a file of them
// has as well where it is 16.
Test(report, has_every_picture_of_the_first_layer_once)
{
    expect_lines("train; report; sed 's/^\\[*//; s/,.*//' to/frames.json | tr "
                 "'\\n' ' '; tail -c 29000 to/frames.json | sed -n "
                 "'$s/.*,\"\\(.*\\)\"]]/\\1/p' | base64 -d | wc -c | tr -d ' '",
                 "0 1 2 3 4 6 8 12 16 9408\n");
}

Test(report, has_a_plane_of_a_thousand_digits_and_ten_centers)
{
    expect_lines(
        "train; report; awk -F , 'NF == 3 { n++; x += $1; y += $2 } "
        "n == 1000 { print x ^ 2 + y ^ 2 < 1; n = 2000 } END { print n "
        "}' to/space.csv",
        "1\n2010\n");
}

Test(report, says_which_digits_it_is_measured_on)
{
    expect_lines("train; report; said run | grep -c 'test digits, unless'\n"
                 "train --hold-back 300; report; said run | tr '\\n' ' ' | "
                 "grep -c 'of 300 "
                 "held-back digits.*were held back from training'; said "
                 "confusion | grep -c 'Of 300 held-back digits'\n",
                 "1\n1\n1\n");
}

Test(report, does_without_what_a_run_has_not_kept)
{
    expect_lines(
        "train; rm runs/latest/weights.pgm; cut -d , -f 1-7 "
        "runs/latest/log.csv >log; cp log runs/latest/log.csv; report; "
        "said frames; said silent; ls to/frames.json 2>/dev/null || :\n",
        "This run has kept no pictures of its beginning in "
        "weights.pgm; a new training does.\nThe log of this run does "
        "not say; that of a new training does.\n");
}

Test(report, is_of_any_network)
{
    expect_lines(
        "train --hidden 1 --keep 1; report && said space; train "
        "--hidden 9,8,7,6,5,4,3 --keep 1,1,1,1,1,1,1; report && said "
        "space | head -n 1 | cut -c 1-50; grep -c . to/silent.csv\n",
        "It has one unit, so there is no plane.\nLayer 7 makes of each digit a "
        "point in 3 dimension\n14\n");
}

// Nothing but its own parts, each name once, and the colors of both kinds of page.
Test(report, is_one_page_that_asks_nothing_of_anybody)
{
    expect_lines(
        "train; cd $top; sh plots/report/report.sh report $OLDPWD/runs/latest "
        ">/dev/null; cd $OLDPWD; page=runs/latest/report.html\n"
        "grep -c '<svg' $page; grep -o '[a-z]*=\"[a-z]*://[^\"]*' $page | grep "
        "-v w3.org; grep -o ' id=[\"'\\''][^\"'\\'']*' $page | sort | uniq -d\n"
        "grep -o '<svg role=\"img\" aria-label=\"[A-Z0-9]' $page | wc -l | tr "
        "-d "
        "' '\n"
        "grep -c 'prefers-reduced-motion' $page; grep -c "
        "'prefers-color-scheme:dark' $page; ls runs/latest | grep -c partial "
        "|| :",
        "8\n8\n1\n1\n0\n");
}
