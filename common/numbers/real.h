// The number type of every lesson. One source, three precisions:
//
//   -DREAL_FLOAT    float             training and chapters 16 to 20
//   (nothing)       double            all other chapters and gradient checks
//   -DREAL_COMPLEX  double _Complex   exact derivatives (the complex step)
//
// <tgmath.h> makes exp, log and sqrt follow the type of their argument.
#ifndef COMMON_REAL_H
#define COMMON_REAL_H

#include <tgmath.h>

// The I of <complex.h> is a float; this one is a double, as all that it meets.
#undef I
#define I ((double _Complex)_Complex_I)

#if defined REAL_COMPLEX
typedef double _Complex real;
#elif defined REAL_FLOAT
typedef float real;
#else
typedef double real;
#endif

// The part of x to compare and to print. Complex numbers have no order, so
// wherever a lesson asks "is it greater?" it asks it of re(x).
#if defined REAL_COMPLEX
static inline double re(real x)
{
    return creal(x);
}
#else
static inline real re(real x)
{
    return x;
}
#endif

#endif
