using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>What may differ from a phase's ordinary state, by name.</summary>
internal static class Situations
{
    private static readonly Dictionary<string, Func<RolloutObservation, RolloutObservation>> Known = new(StringComparer.Ordinal)
    {
        ["ordinary"] = seen => seen,
        ["in care"] = seen => seen with { HasFinalizer = true },
        ["marked"] = seen => (seen with { HasFinalizer = true }).Target(target => target with { Managed = true, HasOurs = true }),
        ["plan written"] = seen => Planned(seen).Target(target => target with { RolledOut = false, UpdatedAvailable = 1 }),
        ["proxies in"] = Planned,
        ["held before proxies"] = seen => Planned(seen) with { Target = Some.HeldWith(Some.Trial) with { ReadyWithoutProxy = 2 } },
        ["no port to split"] = seen => Planned(seen).Target(target => target with { Splittable = false, NotSplittableReason = "host-network" }),
        ["supported, proxies silent"] = seen => Supported(seen).Routes(routes => routes with { Missing = 2 }),
        ["supported"] = Supported,
        ["steering due"] = seen => Supported(seen) with { Steering = SteeringObservation.Due },
        ["probe awaited"] = seen => Supported(seen) with { Steering = SteeringObservation.Pending },
        ["steered"] = seen => Supported(seen) with { Steering = SteeringObservation.Steered },
        ["new version held"] = seen => seen with { Target = Some.HeldWith(Some.Trial) },
        ["new version unheld"] = seen => seen with { Target = Some.Serving with { TemplateHash = Some.Trial, RolledOut = false, UpdatedAvailable = 1 } },
        ["rolled by itself"] = seen => seen with { Target = Some.Serving with { TemplateHash = Some.Other, PrimaryHash = Some.Other } },
        ["at the primary, held"] = seen => seen with { Target = Some.HeldWith(Some.Primary) },
        ["plan outdated"] = seen => seen.Target(target => target with { PlanCurrent = false }),
        ["support missing"] = seen => seen with { SupportReady = false },
        ["interval runs"] = seen => seen.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-4) }),
        ["weight just applied"] = seen => seen.Status(status => status with { StepStartedAt = null }),
        ["weight not applied"] = seen => seen.Routes(routes => routes with { Settled = false, Served = 10 }),
        ["last weight"] = seen => seen.Status(status => status with { Weight = 50 }) with { Routes = Some.At(50) },
        ["threshold reached"] = seen => seen.Status(status => status with { FailedChecks = 2 }),
        ["copy too small"] = seen => seen.Copy(copy => copy with { Replicas = 1, Ready = 1 }),
        ["no copy yet"] = seen => seen with { Copy = null, Routes = Some.At(0) },
        ["copy ready, weight 0"] = seen => seen with { Routes = Some.At(0) },
        ["copy crashes"] = seen => seen.Copy(copy => copy with { Failure = new(RolloutReason.CopyCrashed, "exit code 1") }),
        ["superseded"] = seen => seen with { Target = Some.HeldWith(Some.Other) },
        ["primary lost"] = seen => seen.Target(target => target with { PrimaryReady = 0 }),
        ["mark stands"] = seen => seen.Target(target => target with { MarkedFailed = true }),
        ["mark missing"] = seen => seen.Target(target => target with { MarkedFailed = false, MarkMissingFor = TimeSpan.FromSeconds(11) }),
        ["rolls"] = seen => seen with { Target = Rolling(seen, 1) },
        ["half rolled"] = seen => seen with { Target = Rolling(seen, 2) },
        ["stalled"] = seen => seen with { Target = Rolling(seen, 1) with { Stalled = true } },
        ["rolled out"] = seen => seen with { Target = Some.Finalising.Target },
        ["requests run"] = seen => seen.Routes(routes => routes with { InFlightCanary = 3 }),
        ["copy gone"] = seen => seen with { Copy = null },
        ["copy drained"] = seen => seen with { Copy = new() { Hash = Some.Trial, Replicas = 1, Ready = 1 } },
        ["nothing of ours"] = seen => seen with
        {
            HasFinalizer = true,
            Steering = SteeringObservation.Off,
            SupportExists = false,
            Target = Some.Serving with { Managed = false, HasOurs = false },
        },
        ["unsteered"] = seen => seen with { Steering = SteeringObservation.Off },
        ["restored"] = seen => seen with { Steering = SteeringObservation.Off, Target = Some.Serving with { Managed = false, HasOurs = false } },
        ["target missing"] = seen => seen with { Target = null },
        ["suspended"] = seen => seen with { Spec = Some.Spec with { Suspended = true } },
        ["Flagger's primary"] = seen => seen with { FlaggerPrimaryExists = true },
        ["foreign Service"] = seen => seen with { ForeignObject = "Service web-canary" },
        ["foreign copy"] = seen => seen with { Copy = new() { Foreign = true } },
        ["leaving"] = seen => seen with { Leaving = true },
        ["new leader"] = seen => seen with { Routes = new() { Missing = 2, Served = 20, Connected = 2, LeaderFor = TimeSpan.FromSeconds(1) } },
    };

    public static RolloutObservation Of(string name, RolloutPhase phase) => Known[name](Some.Of(phase));

    private static RolloutObservation Planned(RolloutObservation seen) =>
        seen with { HasFinalizer = true, Target = Some.Serving };

    private static RolloutObservation Supported(RolloutObservation seen) => Planned(seen) with { SupportReady = true, SupportExists = true, Steering = SteeringObservation.NotReady };

    private static TargetObservation Rolling(RolloutObservation seen, int updated) => seen.Target! with
    {
        Held = null,
        Paused = false,
        UpdatedAvailable = updated,
        Live = [new("web-2", Some.Trial, updated, updated), new("web-1", Some.Primary, 4 - updated, 4 - updated)],
    };
}
