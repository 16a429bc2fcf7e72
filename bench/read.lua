-- Asks RATE times a second, in random order, for what the file ASKED lists (a path and, if need be, who asks), and looks whether
-- each answer is 200 with a line of the file EXPECTED. Prints answers, p50, p99 and the longest in ms, and how many were wrong.
local requests, expected, threads, pause = {}, {}, {}, 0
wrong = 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  math.randomseed(os.time())
  pause = 2000 * os.getenv("CLIENTS") / os.getenv("RATE")
  for line in io.lines(os.getenv("ASKED")) do
    local path, authorization = line:match("^(%S+) ?(.*)$")
    local headers = { ["Accept"] = "application/json" }
    if authorization ~= "" then headers["Authorization"] = authorization end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  for line in io.lines(os.getenv("EXPECTED")) do expected[line] = true end
end

function delay()
  return math.random(0, pause)
end

function request()
  return requests[math.random(#requests)]
end

function response(status, headers, body)
  if status == 200 and expected[body] then return end
  wrong = wrong + 1
  if wrong == 1 then io.stderr:write("unexpected: ", status, " ", body, "\n") end
end

function done(summary, latency)
  local failed = threads[1]:get("wrong") + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  local answered = summary.requests
  print(string.format("answers %d %.2f %.2f %.1f %d", answered, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, failed))
end
