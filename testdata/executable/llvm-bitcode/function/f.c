#ifdef CHANGED
static const char *text = "changed";
#else
static const char *text = "first";
#endif
int table[4] = {1, 2, 3, 4};
extern int printf(const char *, ...);
__attribute__((noinline)) int helper(int x) { return table[x & 3] * 7; }
int answer(int x) {
#ifdef CHANGED
  if (x < 0) return -1;
#endif
  printf("%s\n", text);
  return helper(x) + 1;
}
int main(void) { return answer(3); }
