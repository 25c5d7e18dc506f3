local M = {version = "1.0", limits = {1, 2.5, 1e100, -3}}

function M.greet(name, ...)
  if not name then
    return nil, "nobody"
  end
  local out = {}
  for i = 1, select("#", ...) do
    out[#out + 1] = tostring((select(i, ...))) .. "!"
  end
  for k, v in pairs(out) do
    if v == "x!" or k > 7 then break end
    M.count = (M.count or 0) + 1
  end
  return "hello, " .. name .. table.concat(out, " ")
end

local function sum(a, b) return a + b * 2 - (a / b) % 3 end

return setmetatable(M, {__call = function(self, x) return sum(x, 2), self:greet(x) end})
