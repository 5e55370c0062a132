/* Preloaded into a test's child process: remembers what is on the disk for certain, as the power may go at any moment.
 *
 * CUT_UNDER  the folder that is watched
 * CUT_KEEP   where what was synced is kept: f<inode> is a file's content, d<inode> a folder's names
 * power_cut_at(n): the process ends without another word as its n-th sync begins: until then nothing more was certain
 * than after the one before; 0 or less: it only counts.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CUT 99

static long at = 0, count = 0;

void power_cut_at(long cut_at) { at = cut_at; count = 0; }

static void give_up(const char *what) { perror(what); _exit(1); }

static void keep_file(const char *path, FILE *kept) {
    char block[65536];
    size_t length;
    FILE *file = fopen(path, "rb");
    if (file == NULL) give_up(path);
    while ((length = fread(block, 1, sizeof block, file)) > 0) fwrite(block, 1, length, kept);
    fclose(file);
}

static void keep_folder(const char *path, FILE *kept) {
    struct dirent *one;
    DIR *folder = opendir(path);
    if (folder == NULL) give_up(path);
    while ((one = readdir(folder)) != NULL)
        if (strcmp(one->d_name, ".") && strcmp(one->d_name, ".."))
            fprintf(kept, "%llu %s\n", (unsigned long long)one->d_ino, one->d_name);
    closedir(folder);
}

static int is_ours(int descriptor) {
    const char *under = getenv("CUT_UNDER");
    char self[64], link[PATH_MAX];
    if (under == NULL) return 0;
    snprintf(self, sizeof self, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(self, link, sizeof link - 1);
    if (length < 0) return 0;
    link[length] = 0;
    return strncmp(link, under, strlen(under)) == 0;
}

static void pass(int descriptor) {
    if (is_ours(descriptor) && ++count == at) _exit(CUT);
}

static void keep(int descriptor) {
    const char *into = getenv("CUT_KEEP");
    char self[64], unfinished[PATH_MAX], name[PATH_MAX];
    struct stat about;
    if (into == NULL || !is_ours(descriptor) || fstat(descriptor, &about) != 0) return;
    snprintf(self, sizeof self, "/proc/self/fd/%d", descriptor);
    int is_folder = S_ISDIR(about.st_mode);
    snprintf(unfinished, sizeof unfinished, "%s/unfinished", into);
    snprintf(name, sizeof name, "%s/%c%llu", into, is_folder ? 'd' : 'f', (unsigned long long)about.st_ino);
    FILE *kept = fopen(unfinished, "wb");
    if (kept == NULL) give_up(unfinished);
    if (is_folder) keep_folder(self, kept); else keep_file(self, kept);
    if (fclose(kept) != 0 || rename(unfinished, name) != 0) give_up(name);
}

#define REAL(name) static typeof(&name) real; if (!real) real = (typeof(&name))dlsym(RTLD_NEXT, #name)

#define SYNC(name) \
    int name(int d) { REAL(name); pass(d); int done = real(d); if (done == 0) keep(d); return done; }

SYNC(fsync)
SYNC(fdatasync)
