namespace CanaryMesh.Webhook.Admission;

/// <summary>Why a review was refused although nothing is wrong with it: the closed list of the metric's label.</summary>
internal static class OverloadReason
{
    public const string Full = "queue-full";
    public const string Waited = "waited-too-long";
    public const string Slow = "slow-body";
    public const string Memory = "memory";

    public static IReadOnlyList<string> All => [Full, Waited, Slow, Memory];

    /// <summary>Shown to whoever made the request, by the API server.</summary>
    public static string Sentence(string reason) => reason switch
    {
        Full => "overloaded: too many reviews wait already; try again",
        Waited => "overloaded: the review waited for half of its time; try again",
        Slow => "the review did not arrive within its time",
        _ => "overloaded: too many large reviews at once; try again",
    };
}
