typedef unsigned long size;
enum state { IDLE, BUSY,
#ifdef NEW
  WAITING,
#endif
  DONE, BROKEN = 10 };
union value { int number; char text[8]; };
struct node {
  struct node *next;
  const char *name;
#ifdef NEW
  size added;
#endif
  union value value;
  unsigned int small : 3, other : 5;
  int (*call)(struct node *self, const void *data, int matrix[2][3]);
  struct { enum state state; volatile int count; } inner;
  struct forward *elsewhere;
  char *const *const names[4];
};
struct node list = {0};
int lookup(struct node *node, size key) { return node->inner.state + (int) key; }
