-- Health of a Deployment for Argo CD. Its own check calls every paused Deployment Suspended, for good: a sync would never see a version
-- promoted or refused. A held one is Progressing here until its promotion resumes it, and Degraded while its refusal stands; any other
-- Deployment is judged as by Argo CD itself, which knows no way to add to its own check.
local HELD = "canary.footanalytics.io/held"

local function health(status, message) return {status = status, message = message} end

local function refused(conditions)
  for _, condition in ipairs(conditions or {}) do
    if condition.type == "Progressing" and condition.reason == "ProgressDeadlineExceeded" then return condition end
  end
end

local status = obj.status or {}
local annotations = obj.metadata.annotations or {}
local refusal = refused(status.conditions)

if annotations[HELD] ~= nil then
  if refusal ~= nil then return health("Degraded", refusal.message) end
  return health("Progressing", "a version is held: kubectl canary status " .. obj.metadata.name .. " says why")
end
if obj.spec.paused then return health("Suspended", "Deployment is paused") end
if (obj.metadata.generation or 0) > (status.observedGeneration or 0) then
  return health("Progressing", "the controller has not seen this generation yet")
end
if refusal ~= nil then return health("Degraded", refusal.message) end

local wanted = obj.spec.replicas or 1
local updated = status.updatedReplicas or 0
local all = status.replicas or 0
local available = status.availableReplicas or 0
if updated < wanted then return health("Progressing", updated .. " of " .. wanted .. " replicas are updated") end
if all > updated then return health("Progressing", (all - updated) .. " old replicas are still there") end
if available < updated then return health("Progressing", available .. " of " .. updated .. " updated replicas are available") end
return health("Healthy")
