namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Leave to have an app under load: few processors serve few of them without answering late.</summary>
internal sealed class Turn : IDisposable
{
    private static readonly SemaphoreSlim Places = new(6);

    private Turn()
    {
    }

    public static async Task<Turn> TakeAsync()
    {
        await Places.WaitAsync();
        return new Turn();
    }

    public void Dispose() => Places.Release();
}
