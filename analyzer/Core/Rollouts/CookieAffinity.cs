namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Cookies that keep a client on its side. <see cref="PrimaryName"/> is null if the primary sets none; <see cref="Attributes"/> are
/// those of both, each with its semicolon before it.</summary>
public sealed record CookieAffinity(string Name, int MaxAgeSeconds, string? PrimaryName, int PrimaryMaxAgeSeconds, string Attributes);
