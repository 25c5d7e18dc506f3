#define EXPORT __attribute__((visibility("default")))
extern void print(const char *text, int number);
static const short table[] = {257, 1213, 7717, 9, -4, 77};
static int counter, history[64];
EXPORT void start(int n) {
#ifdef NEW
  print("a text that moves all others", 0);
#endif
  print("starting", n);
}
EXPORT int lookup(int i) { counter++; return table[i & 3] + history[i & 63]; }
EXPORT void stop(int n) { history[n & 63] = counter; print("stopped", 5000); }
EXPORT int changed(int n) {
#ifdef NEW
  return n * 3;
#else
  return n * 5;
#endif
}
