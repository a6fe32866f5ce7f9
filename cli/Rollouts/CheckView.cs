using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a check found at the last look, beside its limits.</summary>
internal sealed record CheckView(string Name, string Verdict, double? Value, double? Min, double? Max)
{
    internal static CheckView Of(CanaryCheck check) => new(check.Name, check.Verdict, check.Value, check.Min, check.Max);
}
