// What the parts of the benchmark share; see bench.c.
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include "16_digit_classifier/classifier.h"

typedef struct {
    const char *name; // who is measured, as the tables call it
    const char *data, *gzip;
    int threads, epochs;
    double until;  // test accuracy in percent at which to stop
    double budget; // seconds to spend on one number
    Digits train, test;
    double scale;
} Bench;

// What a measurement did, so that its rate can be compared with the machine's
// limit: amount is in billions of floating-point operations, a multiplication
// and an addition being two, or of bytes moved. The zero Work is not compared.
typedef struct {
    double amount;
    const char *unit; // "GFLOP" or "GB"
} Work;

static inline Work flops(double terms)
{
    return (Work){2e-9 * terms, "GFLOP"};
}

static inline Work bytes(double count)
{
    return (Work){1e-9 * count, "GB"};
}

// Prints a row of the samples: who, threads, measure, case, value, unit, work.
void print_row(const Bench *b, const char *measure, const char *which,
               double value, const char *unit, Work work);

typedef void Task(void *context);

// Runs a task for about b->budget seconds, at least five times after a first
// that does not count, and returns the median of the seconds that it took;
// lowest_seconds returns the least, for what is itself a limit.
double median_seconds(const Bench *b, Task *task, void *context);
double lowest_seconds(const Bench *b, Task *task, void *context);

// The parts.
void bench_peaks(const Bench *b);    // peaks.c
void bench_products(const Bench *b); // products.c
void bench_step(const Bench *b);     // the rest: bench.c
void bench_epochs(const Bench *b);
void bench_until(const Bench *b);
void bench_answers(const Bench *b);
void bench_load(const Bench *b);
void bench_growth(const Bench *b);

#endif
