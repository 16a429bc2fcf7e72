-- Asks for a code for a device that never asked before.
local run, number

function init(args)
  math.randomseed(os.time() * 65536 + wrk.port) -- another one at each node that is loaded at the same time
  run, number = math.random(1000000000), 0
end

function request()
  number = number + 1
  return wrk.format("GET", "/registration/pre-registration?deviceID=W-" .. run .. "-" .. number,
    { ["Accept"] = "application/json" })
end
