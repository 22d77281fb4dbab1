// Swift has no word for this instruction, which every x86-64 has.
#ifndef WEIR_CLANES_SHIM_H
#define WEIR_CLANES_SHIM_H
#if defined(__x86_64__)
#include <emmintrin.h>
// The highest bit of each of sixteen bytes, the first lowest.
static inline unsigned weir_lane_bits(__m128i lanes) {
  return (unsigned)_mm_movemask_epi8(lanes);
}
#endif
#endif
