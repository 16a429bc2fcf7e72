-- Polls the sessions of the file SESSIONS in random order.
local requests = {}

function init(args)
  math.randomseed(os.time())
  for line in io.lines(os.getenv("SESSIONS")) do
    local device, code = line:match("(%S+) (%S+)")
    requests[#requests + 1] = wrk.format("GET", "/registration/link?regCode=" .. code .. "&deviceID=" .. device,
      { ["Accept"] = "application/json" })
  end
end

function request()
  return requests[math.random(#requests)]
end
