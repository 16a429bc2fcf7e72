-- Does something else to each account of the file HOUSEHOLDS: unlinks its device, renames it, disables it, takes it off the list of
-- approved devices, puts the account on hold, or gives it another profile.
local households, at = {}, 0
local json = { ["Authorization"] = os.getenv("OPERATOR"), ["Content-Type"] = "application/json" }

function init(args)
  for line in io.lines(os.getenv("HOUSEHOLDS")) do
    local account, device = line:match("(%S+) (%S+)")
    households[#households + 1] = { account = "/accounts/" .. account, device = device }
  end
end

function request()
  at = at + 1
  local household = households[at % #households + 1]
  local account, device = household.account, household.account .. "/devices/" .. household.device
  local kinds = {
    function() return wrk.format("DELETE", device, json) end,
    function() return wrk.format("PATCH", device, json, '{"name":"Küche \\"links\\""}') end,
    function() return wrk.format("PUT", device .. "/operator-status", json, '{"status":"DISABLED","reason":"lost"}') end,
    function() return wrk.format("POST", account .. "/approvals", json, '{"unapprove":["' .. household.device .. '"]}') end,
    function() return wrk.format("PUT", account .. "/status", json, '{"status":"ON_HOLD","reason":"unpaid"}') end,
    function() return wrk.format("PUT", account, json, '{"profile":"standard"}') end,
  }
  return kinds[at % #kinds + 1]()
end
