using System.Net.Http.Headers;
using System.Text;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>What a Secret says about an endpoint: token, or username and password; ca.crt, tls.crt and tls.key.</summary>
internal static class MetricCredentials
{
    public static (MetricEndpoint? Endpoint, string? Fault) Put(MetricEndpoint endpoint, IReadOnlyDictionary<string, string> texts, string secret)
    {
        var token = texts.GetValueOrDefault("token")?.Trim();
        var (user, word) = (texts.GetValueOrDefault("username"), texts.GetValueOrDefault("password"));
        var tls = endpoint.Tls with { Authority = texts.GetValueOrDefault("ca.crt"), Certificate = texts.GetValueOrDefault("tls.crt"), Key = texts.GetValueOrDefault("tls.key") };
        if (token is { Length: > 0 })
        {
            // A line break would begin another header.
            return token.Any(letter => letter is < '!' or > '~')
                ? (null, $"the token of Secret {secret} has letters that no token has")
                : (endpoint with { Authorization = new("Bearer", token), Tls = tls }, null);
        }

        if (user is not null && word is not null)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.TrimEnd('\n')}:{word.TrimEnd('\n')}"));
            return (endpoint with { Authorization = new AuthenticationHeaderValue("Basic", pair), Tls = tls }, null);
        }

        return tls is { Authority: null, Certificate: null }
            ? (null, $"Secret {secret} has neither token, nor username and password, nor certificates")
            : (endpoint with { Tls = tls }, null);
    }
}
