// What Swift has no word for.
#ifndef WEIR_CINTRINSICS_SHIM_H
#define WEIR_CINTRINSICS_SHIM_H

// Asks for the cache line of an address, which need not be one that may be read.
static inline void weir_prefetch(const void *address) { __builtin_prefetch(address); }

#if defined(__x86_64__)
#include <emmintrin.h>
// The highest bit of each of sixteen bytes, the first lowest: one instruction, which every x86-64 has.
static inline unsigned weir_lane_bits(__m128i lanes) {
  return (unsigned)_mm_movemask_epi8(lanes);
}
#endif
#endif
