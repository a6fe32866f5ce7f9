namespace CanaryMesh.Mesh.Actions;

/// <summary>How often, and after what, a request is sent again.</summary>
internal sealed record RetryRule(int Attempts, IReadOnlyList<string> On)
{
    /// <summary>Istio's own, where an object says nothing.</summary>
    public static RetryRule Default { get; } = new(2, ["connect-failure", "refused-stream", "unavailable", "cancelled"]);

    public bool AfterConnectFailure => On.Any(each => each is "connect-failure" or "5xx" or "gateway-error" or "reset");

    public bool AfterReset => On.Any(each => each is "reset" or "5xx");

    public bool AfterStatus(int status) => On.Any(each => each switch
    {
        "5xx" => status is >= 500 and < 600,
        "gateway-error" => status is 502 or 503 or 504,
        "retriable-4xx" => status == 409,
        _ => int.TryParse(each, out var listed) && listed == status,
    });
}
