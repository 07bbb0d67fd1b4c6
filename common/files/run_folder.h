// A folder of its own for each run of a program, so that no run overwrites what
// another has written.
//
// Two programs never write in one folder at a time: who works there holds a lock
// on its file `lock`, which the system gives back when the program ends, however
// it ends.
#ifndef COMMON_RUN_FOLDER_H
#define COMMON_RUN_FOLDER_H

// The file from which a run goes on.
#define RUN_CHECKPOINT "checkpoint.safetensors"

typedef struct {
    char *path;
    int lock; // the descriptor that holds the lock
} RunFolder;

// Makes the folder PARENT/NAME and locks it; where there is one of that name, it
// is PARENT/NAME.2 and so on. PARENT, and what it lies in, is made if need be.
// Fails when that cannot be done. A program that fails before run_folder_used
// removes the folder and what is in it, unless RUN_CHECKPOINT is.
RunFolder run_folder_new(const char *parent, const char *name);

// The folder has its RUN_CHECKPOINT, and from now on the link PARENT/latest leads
// to it.
void run_folder_used(const RunFolder *folder);

// Locks a folder that is there, to go on in it, and removes what a program that
// was killed there left incomplete; `path` may be a link, such as PARENT/latest.
// Fails when it is no folder or another program works there.
RunFolder run_folder_again(const char *path);

// The path of a file in it. The caller frees it.
char *run_folder_file(const RunFolder *folder, const char *name);

// Gives the lock and the memory back.
void run_folder_close(RunFolder *folder);

#endif
