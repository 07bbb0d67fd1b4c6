// What the page of chapter 22 calls: drawings and pictures become digits, a network
// reads them, and says why. One module has it with float, for reading; another with
// complex numbers, for the check of the slopes. All of it is the lessons' own; here
// are the arrays that it works in, where the page finds them.
#include <stdlib.h>
#include <string.h>

#include "01_forward_propagation/forward.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "22_your_own_digit/your_own_digit.h"
#include "common/files/picture.h"
#include "common/ground/memory.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

// ------------------------------------------------------------------- the network

static Network whole, net; // as it was read, and with what was broken of it
static double scale;
static const Breakage *breakage = breakages;
static Random draws;

// Memory for what the page writes; freed by release.
void *EXPORT(reserve)(size_t size)
{
    return allocate(size);
}

void EXPORT(release)(void *memory)
{
    free(memory);
}

static void take_network(Network taken)
{
    network_free(&whole);
    network_free(&net);
    whole = taken;
    net = network_new(whole.L, whole.n, 1);
    matrix_copy(net.theta, whole.theta);
    network_set_batch(&net, 1);
    breakage = breakages;
}

// What pack_network wrote, and a 0 after it.
void EXPORT(unpack)(const char *packed)
{
    take_network(unpack_network(&scale, packed));
}

// A network of another file: numbers row by row, W1, b1, W2, b2 and so on.
void EXPORT(take)(int L, const int *n, const float *numbers, double divisor)
{
    Network taken = network_new(L, n, 1);
    for (int l = 1; l <= L; l++) {
        for (int i = 0; i < n[l]; i++)
            for (int j = 0; j < n[l - 1]; j++)
                *at(taken.W[l], i, j) = (real)*numbers++;
        for (int i = 0; i < n[l]; i++)
            taken.b[l].x[i] = (real)*numbers++;
    }
    scale = divisor;
    take_network(taken);
}

double EXPORT(pixel_scale)(void)
{
    return scale;
}

int EXPORT(layers)(void)
{
    return net.L;
}

int EXPORT(units)(int l)
{
    return net.n[l];
}

// ------------------------------------------------------------------ what is broken

int EXPORT(breakage_count)(void)
{
    return BREAKAGES;
}

const char *EXPORT(breakage_words)(int which)
{
    return breakages[which].words;
}

void EXPORT(break_it)(int which)
{
    draws = random_new(1, 22);
    breakage = &breakages[which];
    matrix_copy(net.theta, whole.theta);
    if (breakage->spoil != NULL)
        breakage->spoil(&net, &draws);
}

// ------------------------------------------------------------------------- digits

static FoundDigits found;

uint8_t *EXPORT(digit)(int which)
{
    return found.pixels[which];
}

// Each point is three numbers: across, down, and the number of its stroke.
int EXPORT(find_in_drawing)(const double *numbers, int count)
{
    PenPoint *points = allocate((size_t)count * sizeof *points);
    for (int i = 0; i < count; i++)
        points[i] = (PenPoint){numbers[3 * i], numbers[3 * i + 1],
                               (int)numbers[3 * i + 2]};
    found.count = digits_from_pen(found.pixels, points, count);
    free(points);
    return found.count;
}

// The picture's pixels are red, green and blue.
int EXPORT(find_in_picture)(uint8_t *rgb, int width, int height)
{
    picture_to_digits(&found, (Picture){width, height, rgb});
    return found.count;
}

// ------------------------------------------------------------------------ reading

// What the page looks at, as numbers of one type, until it asks again.
static float *as_floats(const real *from, int count, int step)
{
    static float *to;
    free(to);
    to = allocate((size_t)count * sizeof *to);
    for (int i = 0; i < count; i++)
        to[i] = (float)re(from[(size_t)i * (size_t)step]);
    return to;
}

// Reads a digit; what it has found is in layer 0 (the pixels) to the last (the
// chances).
void EXPORT(read_digit)(int which)
{
    input_from_pixels(net.A[0], found.pixels[which], scale);
    broken_forward(&net, breakage, scale, &draws);
}

float *EXPORT(activations)(int l)
{
    return as_floats(net.A[l].x, net.n[l], 1);
}

float *EXPORT(scores)(int l)
{
    return as_floats(net.Z[l].x, net.n[l], 1);
}

// A unit's row of weights; and its bias.
float *EXPORT(weights)(int l, int unit)
{
    return as_floats(net.W[l].x + unit, net.n[l - 1], net.n[l]);
}

double EXPORT(bias)(int l, int unit)
{
    return (double)re(net.b[l].x[unit]);
}

// Why class c and not class k: the shares of layer l, after explain.
static Matrix slopes;

void EXPORT(explain)(int c, int k)
{
    if (slopes.x == NULL)
        slopes = matrix_new(PIXELS, 1);
    score_slopes(slopes, &net, c, k);
}

float *EXPORT(shares_of)(int l)
{
    Matrix E = matrix_new(net.n[l], 1);
    shares(E, net.A[l], l == 0 ? slopes : net.dA[l]);
    float *list = as_floats(E.x, net.n[l], 1);
    matrix_free(&E);
    return list;
}

float *EXPORT(pixel_slopes)(void)
{
    return as_floats(slopes.x, PIXELS, 1);
}

double EXPORT(biases_say)(void)
{
    return (double)re(share_of_biases(&net));
}

#if defined REAL_COMPLEX
// ------------------------------------------------------------- checking the slopes

static real loss(void *context)
{
    (void)context;
    network_forward(&net);
    return softmax_loss(net.Z[net.L], net.Y);
}

// Computes all slopes of the loss of digit 0, which is called `label`.
void EXPORT(compute_slopes)(int label)
{
    matrix_fill(net.Y, 0);
    net.Y.x[label] = 1;
    read_digit(0);
    network_backward(&net);
}

// The parameters of a layer lie side by side, its weights and then its biases, and so
// do their slopes. One of these, as it was computed and by the complex step.
double EXPORT(computed_slope)(int l, int which)
{
    return re(net.dW[l].x[which]);
}

double EXPORT(measured_slope)(int l, int which)
{
    return re(complex_slope(loss, NULL, &net.W[l].x[which], 1e-30));
}
#endif
