#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop: calls `body` with inputs until it is told to stop, as its arguments say.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*body)(const uint8_t *data, size_t size));
