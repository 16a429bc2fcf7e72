-- Asks for the path ASKED of the product with the tokens of the file TOKENS in random order.
local requests = {}

function init(args)
  math.randomseed(os.time())
  local path = os.getenv("ASKED")
  for line in io.lines(os.getenv("TOKENS")) do
    requests[#requests + 1] = wrk.format("GET", path, { ["Authorization"] = "Bearer " .. line })
  end
end

function request()
  return requests[math.random(#requests)]
end
