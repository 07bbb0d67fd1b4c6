// Bad input: every row of tests/bad_input/README.md is made again by table.sh and
// must be answered as it says there.
#include "expect.h"

#include <criterion/criterion.h>

TestSuite(bad_input, .timeout = 900);

Test(bad_input, is_answered_as_the_page_says)
{
    Result r = run_command("sh tests/bad_input/table.sh check 2>&1");
    cr_assert(r.status == 0, "%sIf that is right: make bad-input", r.out);
}
