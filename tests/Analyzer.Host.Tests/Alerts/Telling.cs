using CanaryMesh.Analyzer.Alerts;

namespace CanaryMesh.Analyzer.Host.Tests.Alerts;

internal static class Telling
{
    public static Alert RolledBack { get; } = new(
        new("shop", "web"),
        "web",
        AlertSeverity.Error,
        "ChecksFailed",
        "request-success-rate 93 % is below 99 % <at weight 20>",
        [new("Version", "bbbb & co")]);
}
