// In place of libgit2, which Criterion loads, and with it twenty libraries, to
// show how two texts differ. These tests never ask for that, and each is a
// process of its own: without them it takes a third of the time.
int git_libgit2_init(void);
int git_libgit2_shutdown(void);
int git_diff_buffers(void);

int git_libgit2_init(void)
{
    return 1;
}

int git_libgit2_shutdown(void)
{
    return 0;
}

int git_diff_buffers(void)
{
    return -1; // an error: the texts are shown as they are
}
