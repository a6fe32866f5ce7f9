using CanaryMesh.Certs;

namespace CanaryMesh.Bench.Admission;

/// <summary>A whole rotation of the CA, with the waiting left out: the successor is trusted everywhere, then it signs, then the old one goes.
/// The process finds each step in the Secret, as it would find what another replica did.</summary>
internal static class Rotation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(ApiDouble api)
    {
        var old = api.Ca();
        var next = CaLifecycle.Step(null, TimeProvider.System.GetUtcNow())!;
        api.Put(old with { NextCertificate = next.Certificates, NextPrivateKey = next.PrivateKey });
        await UntilAsync(() => Certificates(api.Bundle) == 2);
        api.Put(new CaMaterial(next.Certificates + old.Certificates, next.PrivateKey));
        await UntilAsync(() => api.Bundle.StartsWith(next.Certificates.Trim(), StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(3));
        api.Put(next);
        await UntilAsync(() => Certificates(api.Bundle) == 1);
    }

    private static int Certificates(string bundle) => bundle.Split("BEGIN CERTIFICATE").Length - 1;

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!reached())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
