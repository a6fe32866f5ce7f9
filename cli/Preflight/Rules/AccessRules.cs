namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Rights that are lacking, one finding per account and resource.</summary>
internal static class AccessRules
{
    internal static IEnumerable<Finding> Of(PreflightFacts facts) => facts.Denied
        .GroupBy(right => (right.Account, right.What))
        .Select(group =>
        {
            var verbs = string.Join(", ", group.Select(right => right.Verb).Distinct());
            return group.Key.Account.Length is 0
                ? Finding.Error("you", $"may not {verbs} {group.Key.What}, which installing needs", "install as a cluster administrator")
                : Finding.Error($"serviceaccount {group.Key.Account}", $"may not {verbs} {group.Key.What}", "apply the roles of this version again (kubectl apply -k manifests/base, or helm upgrade)");
        });
}
