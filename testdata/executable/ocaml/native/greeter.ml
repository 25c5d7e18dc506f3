let greet name = print_endline ("hello " ^ name)
let count = List.length
