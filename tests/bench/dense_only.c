// Linked before lessons.a, this takes the place of chapter 19's sparse.c and
// makes a program that skips no zeros, to measure what skipping them brings.
#include "19_what_trains/what_trains.h"

void multiply_sparse(Matrix C, Factor A, Factor B, int terms)
{
    multiply_dense(C, A, B, terms);
}
