namespace CanaryMesh.Analyzer.Gates;

/// <summary>The types as manifests and events spell them.</summary>
public static class HookTypes
{
    /// <summary>Flagger's word for a type.</summary>
    public static string Word(this HookType type) => type switch
    {
        HookType.ConfirmRollout => "confirm-rollout",
        HookType.PreRollout => "pre-rollout",
        HookType.Rollout => "rollout",
        HookType.ConfirmTrafficIncrease => "confirm-traffic-increase",
        HookType.ConfirmPromotion => "confirm-promotion",
        HookType.PostRollout => "post-rollout",
        HookType.Rollback => "rollback",
        HookType.Event => "event",
    };

    /// <summary>The type of a word; none or an empty one is rollout. Null if there is no such type.</summary>
    public static HookType? Parse(string? word) =>
        string.IsNullOrEmpty(word) ? HookType.Rollout : Enum.GetValues<HookType>().Where(type => type.Word() == word).Select(type => (HookType?)type).FirstOrDefault();

    /// <summary>A gate waits for an answer without blaming the version.</summary>
    public static bool IsGate(this HookType type) => type is HookType.ConfirmRollout or HookType.ConfirmTrafficIncrease or HookType.ConfirmPromotion;
}
