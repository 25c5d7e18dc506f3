#define EXPORT __attribute__((visibility("default")))
extern int report(const char *text, int number);
static int counter = 3, seen[8];
static const int weights[] = {3, 1, 4, 1, 5, 9, 2, 6};
#ifdef NEW
EXPORT int added(int n) { return report("a text that moves the rest", n); }
#endif
EXPORT double half(double x) { return x / 2 + weights[3]; }
EXPORT int choose(int n) {
  switch (n) {
    case 0: return report("zero", n);
    case 1: return seen[2] += 5;
    case 2: return report("two", counter++);
    case 3: return half(n) > 1;
    case 4: return weights[seen[n & 7] & 7];
    case 5: return report("five", -1);
    default: return 77;
  }
}
#ifdef NEW
#define LIMIT 200
#else
#define LIMIT 100
#endif
EXPORT int checked(int n) { return n > LIMIT ? report("too much", LIMIT) : choose(n); }
