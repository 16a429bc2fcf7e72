-- Asks an auditor's questions, the lines of the file QUESTIONS, in random order.
local requests = {}

function init(args)
  math.randomseed(os.time())
  for line in io.lines(os.getenv("QUESTIONS")) do
    requests[#requests + 1] = wrk.format("GET", "/audit/entries?limit=50&" .. line,
      { ["Authorization"] = "Basic YXVkaXRvcjpkZW1v" })
  end
end

function request()
  return requests[math.random(#requests)]
end
