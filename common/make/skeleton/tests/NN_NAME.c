#include "NN_NAME/NAME.h"
#include "near.h"

#include <signal.h>

Test(NAME, is_right_by_hand)
{
    Matrix A = from_rows(1, 3, (double[]){-1, 0, 3});
    real b[] = {0, 0, 0, 7};
    Matrix B = {1, 3, b};
    NAME(B, A);
    expect_rows(B, (double[]){0, 1, 4});
    cr_assert(re(b[3]) == 7, "what lies behind B stays");
    NAME(A, A); // in place
    expect_same(A, B);
    matrix_free(&A);
}

Test(NAME, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    NAME(matrix_new(1, 2), matrix_new(1, 3));
}
