using CanaryMesh.Cli.Preflight.Rules;

namespace CanaryMesh.Cli.Preflight;

/// <summary>All rules, worst findings first.</summary>
internal static class PreflightRules
{
    internal static IReadOnlyList<Finding> Of(PreflightFacts facts) =>
    [
        .. new[] { VersionRules.Of(facts), ApiRules.Of(facts), AccessRules.Of(facts), WebhookRules.Of(facts), FlaggerRules.Of(facts), MetricsRules.Of(facts), TargetRules.Of(facts), NetworkPolicyRules.Of(facts), Unread(facts) }
            .SelectMany(each => each)
            .OrderBy(each => each.Level),
    ];

    private static IEnumerable<Finding> Unread(PreflightFacts facts) =>
        facts.Unread.Select(each => Finding.Note(each, "could not be read, so nothing was looked for there", "run this again as somebody who may list it"));
}
