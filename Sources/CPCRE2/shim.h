// PCRE2 in its 8-bit form. The width must be named before the header is read.
#ifndef WEIR_CPCRE2_SHIM_H
#define WEIR_CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif
