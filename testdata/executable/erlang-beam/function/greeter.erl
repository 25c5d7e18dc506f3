-module(greeter).
-export([greet/1, sum/1, later/2, size/1]).
-vsn("1").

-ifdef(CHANGED).
greet(undefined) -> <<"nobody">>;
greet(Name) when is_binary(Name) -> <<"hello, ", Name/binary>>.
-else.
greet(Name) when is_binary(Name) -> <<"hello, ", Name/binary>>.
-endif.

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

later(F, #{key := V} = M) ->
  try lists:map(fun(X) -> {ok, F(X), V, 1.5} end, maps:to_list(M))
  catch error:Reason:Stack -> {failed, Reason, Stack}
  after erlang:send(self(), done)
  end.

size(X) -> receive {X, <<N:16, _/bits>>} -> N after 1000 -> tuple_size({X, [a, "text", 123456789012345678901234567890]}) end.
