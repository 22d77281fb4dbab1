// Swift has no word for this hint.
#ifndef WEIR_CPREFETCH_SHIM_H
#define WEIR_CPREFETCH_SHIM_H
// Asks for the cache line of an address, which need not be one that may be read.
static inline void weir_prefetch(const void *address) { __builtin_prefetch(address); }
#endif
