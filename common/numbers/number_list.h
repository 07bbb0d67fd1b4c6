// A few numbers, such as the units of each hidden layer.
#ifndef COMMON_NUMBER_LIST_H
#define COMMON_NUMBER_LIST_H

enum { MAX_NUMBERS = 8 };

typedef struct {
    int count;
    double x[MAX_NUMBERS];
} NumberList;

#endif
