namespace CanaryMesh.Demo.Screen;

/// <summary>Shows the story while it happens.</summary>
internal interface IScreen
{
    Task ShowAsync(Func<ScreenModel> take, CancellationToken until);
}
