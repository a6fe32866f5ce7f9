namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Cookies that keep a user on the side first drawn.</summary>
public sealed record SessionAffinity : Extensible
{
    /// <summary>Name of the canary's cookie.</summary>
    public required string CookieName { get; init; }

    /// <summary>Name of the primary's cookie; null sets none.</summary>
    public string? PrimaryCookieName { get; init; }

    /// <summary>Lifetime in seconds; null means 86400.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Attribute Domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Attribute Path.</summary>
    public string? Path { get; init; }

    /// <summary>Attribute HttpOnly.</summary>
    public bool? HttpOnly { get; init; }

    /// <summary>Attribute Secure.</summary>
    public bool? Secure { get; init; }

    /// <summary>Attribute Partitioned.</summary>
    public bool? Partitioned { get; init; }

    /// <summary>Attribute SameSite: Strict, Lax or None.</summary>
    public string? SameSite { get; init; }
}
