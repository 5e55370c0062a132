/* Preloaded into a test's child process: the n-th call that changes a file under FAIL_UNDER fails.
 *
 * FAIL_AT   which call fails, counted from 1; 0 or less: none
 * FAIL_HOW  "EIO", "ENOSPC", "SHORT" (half is written, then the disk is full)
 * FAIL_ON   1: every later call fails too, as on a full disk
 * The counters can be set while the process runs, with failing_disk_set(at, error, on); calls made are counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long at = 0, count = 0;
static int error_number = EIO, goes_on = 0, is_short = 0;

void failing_disk_set(long fail_at, int number, int on, int partly) {
    at = fail_at; error_number = number; goes_on = on; is_short = partly; count = 0;
}
long failing_disk_count(void) { return count; }

static int is_ours(int descriptor) {
    static const char *under = NULL;
    char link[64], path[PATH_MAX];
    if (under == NULL) under = getenv("FAIL_UNDER");
    if (under == NULL) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, under, strlen(under)) == 0;
}

/* 0: goes through; 1: fails; 2: half of it is written */
static int fate(int descriptor) {
    if (!is_ours(descriptor)) return 0;
    count++;
    if (at <= 0 || count < at || (count > at && !goes_on)) return 0;
    return count == at && is_short ? 2 : 1;
}

#define REAL(name) static typeof(&name) real; if (!real) real = (typeof(&name))dlsym(RTLD_NEXT, #name)
#define FAIL do { errno = error_number; return -1; } while (0)

ssize_t write(int d, const void *b, size_t n) {
    REAL(write);
    switch (fate(d)) { case 1: FAIL; case 2: return real(d, b, (n + 1) / 2); default: return real(d, b, n); }
}
ssize_t pwrite(int d, const void *b, size_t n, off_t o) {
    REAL(pwrite);
    switch (fate(d)) { case 1: FAIL; case 2: return real(d, b, (n + 1) / 2, o); default: return real(d, b, n, o); }
}
ssize_t pwrite64(int d, const void *b, size_t n, off64_t o) {
    REAL(pwrite64);
    switch (fate(d)) { case 1: FAIL; case 2: return real(d, b, (n + 1) / 2, o); default: return real(d, b, n, o); }
}
int fsync(int d) { REAL(fsync); if (fate(d)) FAIL; return real(d); }
int fdatasync(int d) { REAL(fdatasync); if (fate(d)) FAIL; return real(d); }
int ftruncate(int d, off_t n) { REAL(ftruncate); if (fate(d)) FAIL; return real(d, n); }
int ftruncate64(int d, off64_t n) { REAL(ftruncate64); if (fate(d)) FAIL; return real(d, n); }
