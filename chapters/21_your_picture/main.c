// Chapter 21: x
int main(void) { return 0; }
