struct session { long id;
#ifdef NEW
  void *owner; long used;
#endif
  int state; char name[40]; long limit; };
int is_open(struct session *s) { return s->state == 3 && s->limit > 0; }
long left(struct session *s) { return s->limit - s->id; }
void stop(struct session *s) { s->state = 0; s->name[0] = 0; s->limit = 0;
#ifdef NEW
  s->used = 0;
#endif
}
