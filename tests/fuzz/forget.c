// What a program does once, at its end, and each run of a fuzzed reader may do: to
// fail, with a way to begin anew. FAIL_C is where a planted fault is.
#ifndef FAIL_C
#define FAIL_C "common/ground/fail.c"
#endif
#include FAIL_C
#include "fuzz.h"

void fuzz_forget(void)
{
    said = false;
    usage_file = NULL;
}
