using System.Text.Json;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Tests.Support;

internal static class Some
{
    public const string CanaryPath = "/apis/flagger.app/v1beta1/namespaces/shop/canaries";

    public static DateTimeOffset Now { get; } = new(2026, 7, 21, 10, 0, 0, TimeSpan.Zero);

    public static string PrimaryHash { get; } = "v1:0123456789" + new string('a', 54);

    public static string TrialHash { get; } = "v1:9876543210" + new string('b', 54);

    public static Canary Canary(CanaryStatus? status, string name = "api") => new()
    {
        Metadata = new() { Name = name, Namespace = "shop", Generation = 4 },
        Spec = CanaryDefaults.SpecFor(name),
        Status = status,
    };

    public static CanaryStatus Progressing { get; } = new()
    {
        Phase = CanaryPhase.Progressing,
        CanaryWeight = 20,
        AppliedWeight = 20,
        FailedChecks = 1,
        PassedChecks = 5,
        LastPromotedSpec = PrimaryHash,
        TrialSpec = TrialHash,
        Reason = "CheckFailed",
        Message = "request-success-rate was 97.2 %, at least 99 % is asked.",
        LastTransitionTime = Now - TimeSpan.FromSeconds(192),
        NextLookTime = Now + TimeSpan.FromSeconds(9),
        ObservedGeneration = 4,
    };

    public static CanaryStatus Failed { get; } = new()
    {
        Phase = CanaryPhase.Failed,
        LastPromotedSpec = PrimaryHash,
        RefusedSpec = TrialHash,
        TrialSpec = TrialHash,
        Reason = "WorseThanPrimary",
        Message = "9 of 40 requests failed on the canary, 0 of 360 on the primary.",
        LastTransitionTime = Now - TimeSpan.FromHours(2),
    };

    public static string Json(Canary canary) => JsonSerializer.Serialize(canary, ResourceJson.Default.Canary);

    public static string ListJson(params IEnumerable<Canary> canaries) =>
        JsonSerializer.Serialize(new ResourceList<Canary> { Items = [.. canaries] }, ResourceJson.Default.CanaryList);
}
