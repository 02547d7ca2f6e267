/* The least that counting facets by bitmaps can cost: AND and POPCNT over dense bitmaps.
   Input: number of bitmaps and words of each (64 bits), the selection, then the bitmaps.
   Output: the count of each bitmap, then the median nanoseconds of one pass. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RUNS 9

static int ascending(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

int main(int argc, char **argv) {
    uint64_t head[2];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file || fread(head, sizeof head, 1, file) != 1) return 1;
    size_t many = head[0], words = head[1];
    uint64_t *bits = malloc((many + 1) * words * sizeof *bits), *counts = calloc(many, sizeof *counts);
    if (!bits || !counts || fread(bits, words * sizeof *bits, many + 1, file) != many + 1) return 1;
    double times[RUNS];
    for (int run = 0; run < RUNS; run++) {
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        for (size_t n = 0; n < many; n++) {
            const uint64_t *bitmap = bits + (n + 1) * words;
            uint64_t count = 0;
            for (size_t word = 0; word < words; word++) count += (uint64_t)__builtin_popcountll(bitmap[word] & bits[word]);
            counts[n] = count;
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        times[run] = (double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec);
    }
    qsort(times, RUNS, sizeof *times, ascending);
    for (size_t n = 0; n < many; n++) printf("%llu\n", (unsigned long long)counts[n]);
    printf("%.0f\n", times[RUNS / 2]);
    return 0;
}
