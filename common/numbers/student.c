#include "common/numbers/student.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

// The same of t = sqrt(freedom) tan(angle): with a whole number of degrees of
// freedom the integral of Student's density is a finite sum.
static double within_angle(double angle, int freedom)
{
    bool is_odd = freedom % 2 == 1;
    double cosine = cos(angle);
    double sum = 0, term = is_odd ? cosine : 1;
    for (int i = is_odd ? 3 : 2; i <= freedom; i += 2) {
        sum += term;
        term *= (i - 1.0) / i * cosine * cosine;
    }
    double part = sin(angle) * sum;
    return is_odd ? (angle + part) * 2 / pi : part;
}

double student_within(double t, int freedom)
{
    return within_angle(atan(t / sqrt(freedom)), freedom);
}

double student_limit(double chance, int freedom)
{
    double low = 0, high = pi / 2;
    for (int i = 0; i < 60; i++) { // each halves what is between them
        double angle = (low + high) / 2;
        if (within_angle(angle, freedom) < chance)
            low = angle;
        else
            high = angle;
    }
    return sqrt(freedom) * tan(low);
}

// The least n with n > ((t + u) deviation / mean)^2, t the limit beyond which a mean
// is shown and u the one that four in five stay above: 0.6 lie within it, 0.2 beyond
// it on either side.
static int needed_pairs(double mean, double deviation)
{
    int n = 2;
    for (; n <= MAX_NEEDED; n++) {
        double limits = student_limit(0.95, n - 1) + student_limit(0.6, n - 1);
        if (sqrt(n) * fabs(mean) > limits * deviation)
            break;
    }
    return n;
}

Difference paired_difference(const double *a, const double *b, int count)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < count; i++)
        sum += b[i] - a[i];
    double mean = sum / count;
    for (int i = 0; i < count; i++)
        squares += pow(b[i] - a[i] - mean, 2);
    double deviation = sqrt(squares / (count - 1));
    double margin = student_limit(0.95, count - 1) * deviation / sqrt(count);
    return (Difference){.mean = mean,
                        .margin = margin,
                        .is_shown = fabs(mean) > margin,
                        .needed = needed_pairs(mean, deviation)};
}
